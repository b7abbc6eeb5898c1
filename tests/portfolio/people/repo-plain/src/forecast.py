import lightgbm as lgb
import pandas as pd

model = lgb.LGBMRegressor()
